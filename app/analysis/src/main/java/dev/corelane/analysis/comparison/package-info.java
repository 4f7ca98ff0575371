/// Two timelines beside each other: what differs, by how much, and how sure that is.
package dev.corelane.analysis.comparison;
