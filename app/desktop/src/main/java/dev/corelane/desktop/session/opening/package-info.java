/// View models of the dialogs around opening: what of some files is wanted, and where the clocks of
/// an incident stand.
package dev.corelane.desktop.session.opening;
