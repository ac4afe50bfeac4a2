/** Who may use how much of the disk: quota, free-space floor and reservations. */
@NullMarked
package dev.venom.runtime.core.internal.admission;

import org.jspecify.annotations.NullMarked;
