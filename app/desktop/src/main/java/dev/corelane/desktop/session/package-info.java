/// The view models: what the windows show and what the user can do, without a scene type, so that
/// all of it is tested without a display. Of JavaFX only the properties of `javafx.base` are used.
package dev.corelane.desktop.session;
