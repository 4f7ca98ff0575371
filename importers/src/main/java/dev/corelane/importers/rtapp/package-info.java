/// Reads the logs of rt-app, which runs real-time workloads on Linux.
package dev.corelane.importers.rtapp;
