/// Progress and cancellation of long tasks, without threads of its own.
package dev.corelane.trace.task;
