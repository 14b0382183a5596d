/** XML documents: reading, selecting, changing and writing them as libxml2 would. */
@NullMarked
package dev.play.modules.tool.xml;

import org.jspecify.annotations.NullMarked;
