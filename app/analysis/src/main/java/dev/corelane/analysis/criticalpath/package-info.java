/// What the duration of a piece of work was made of, across the threads that it waited for.
package dev.corelane.analysis.criticalpath;
