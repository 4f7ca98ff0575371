/// Opening traces: which importer reads a file, what it is given and what it gives back.
package dev.corelane.importers;
