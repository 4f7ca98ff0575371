/// Bounded reading: mapped files, temporary files, bytes of either order.
package dev.corelane.importers.io;
