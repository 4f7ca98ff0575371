/// perf as text: `perf script`, `perf sched script`, `perf sched timehist`.
package dev.corelane.importers.perftext;
