/// What the tests of importers share: opening generated traces, walking timelines, numbers of
/// threads and CPUs.
package dev.corelane.importers.testing;
