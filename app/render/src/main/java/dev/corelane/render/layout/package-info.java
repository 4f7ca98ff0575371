/// Which lane stands where: heights, groups, scrolling.
package dev.corelane.render.layout;
