@NullMarked
package dev.play.template;

import org.jspecify.annotations.NullMarked;
