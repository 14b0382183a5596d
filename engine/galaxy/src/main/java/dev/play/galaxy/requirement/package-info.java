/** What is asked for: requirements.yml and its short forms. */
@NullMarked
package dev.play.galaxy.requirement;

import org.jspecify.annotations.NullMarked;
