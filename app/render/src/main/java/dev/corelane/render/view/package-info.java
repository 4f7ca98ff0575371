/// What is shown and where: the state of a view, the areas of the picture, and what stands at a
/// point of it.
package dev.corelane.render.view;
