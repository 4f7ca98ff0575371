/// View models of the replay window: what is replayed, the form, the runs and what came of them.
package dev.corelane.desktop.session.replay;
