/** What Google keeps, read and changed for modules: one client for all its REST APIs. */
@NullMarked
package dev.play.cloud.gce.remote;

import org.jspecify.annotations.NullMarked;
