/**
 * What play's build writes down ahead so that runs start fast; docs/adr/0008. Empty where play was
 * built by Maven alone.
 */
@NullMarked
package dev.play.start;

import org.jspecify.annotations.NullMarked;
