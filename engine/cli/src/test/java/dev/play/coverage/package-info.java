/** Our modules' options against those that Ansible documents. */
@NullMarked
package dev.play.coverage;

import org.jspecify.annotations.NullMarked;
