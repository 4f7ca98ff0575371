/// Who was blocked by whom.
package dev.corelane.analysis.blocking;
