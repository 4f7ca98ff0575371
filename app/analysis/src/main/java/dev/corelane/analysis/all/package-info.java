/// All that the analyses tell of a recording, at once.
package dev.corelane.analysis.all;
