/// The recording in numbers: what is known of it before any question is asked.
package dev.corelane.analysis.overview;
