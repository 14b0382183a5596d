/** The two vocabularies of a host: probes (what can be learnt) and effects (what can be done). */
@NullMarked
package dev.play.host;

import org.jspecify.annotations.NullMarked;
