/** What a repository is: its id, the names of its revisions, and the files of one commit. */
@NullMarked
package dev.venom.runtime.provider.hf.internal.repository;

import org.jspecify.annotations.NullMarked;
