/// Reads what scheduler simulators write in Corelane's own schema: JSON Lines or CSV. The schema is
/// documented in `importers/simulator/README.md`.
package dev.corelane.importers.simulator;
