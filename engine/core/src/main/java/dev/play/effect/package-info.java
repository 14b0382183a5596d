/** Effects: how they are carried out, what they predict, and how they read to a person. */
@NullMarked
package dev.play.effect;

import org.jspecify.annotations.NullMarked;
