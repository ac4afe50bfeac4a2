/**
 * Files that survive a crash, on whatever file system: replaced as a whole, flushed as far as that can be done, moved
 * across disks without losing a byte, told apart by what they are and not by how they are spelled. For the library
 * itself and for whoever implements a provider.
 */
@NullMarked
package dev.venom.runtime.spi.file;

import org.jspecify.annotations.NullMarked;
