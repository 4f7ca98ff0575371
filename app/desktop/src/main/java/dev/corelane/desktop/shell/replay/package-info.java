/// The replay window: form, results, curves and guides, made of the models of the session.
package dev.corelane.desktop.shell.replay;
