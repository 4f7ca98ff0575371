/// Reads trace-event JSON, the format of chrome://tracing, which many tracers and simulators write.
package dev.corelane.importers.chrome;
