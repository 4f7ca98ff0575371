/// The recordings that come with the program: what "Open sample" offers and what the tests read.
package dev.corelane.samples;
