/**
 * What the modules for Google Cloud share: who to be, what is wanted, how it differs, the calls.
 */
@NullMarked
package dev.play.modules.gce.thing;

import org.jspecify.annotations.NullMarked;
