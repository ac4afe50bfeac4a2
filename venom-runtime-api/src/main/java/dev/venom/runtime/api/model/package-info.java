/** Models: how they are named, found, planned, described and recorded once installed. */
@NullMarked
package dev.venom.runtime.api.model;

import org.jspecify.annotations.NullMarked;
