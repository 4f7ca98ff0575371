/// Colours and sizes, light and dark. No meaning is carried by colour alone.
package dev.corelane.render.theme;
