/** Mustache templates by mustache.java, strict and without a way to Java's methods. */
@NullMarked
package dev.play.template.mustache;

import org.jspecify.annotations.NullMarked;
