/// Image files without a toolkit.
package dev.corelane.render.image;
