/** What the modules for Google Kubernetes Engine share. */
@NullMarked
package dev.play.modules.gce.gke;

import org.jspecify.annotations.NullMarked;
