/** The {@code url} lookup: what a web server answers. */
@NullMarked
package dev.play.template.lookup.web;

import org.jspecify.annotations.NullMarked;
