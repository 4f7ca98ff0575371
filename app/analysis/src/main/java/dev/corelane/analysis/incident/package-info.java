/// What is worst in a recording.
package dev.corelane.analysis.incident;
