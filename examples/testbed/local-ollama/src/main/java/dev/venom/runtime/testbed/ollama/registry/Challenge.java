package dev.venom.runtime.testbed.ollama.registry;

/** What a registry answers to those who may not read what they asked for, and how they come to a token. */
public enum Challenge {
    /** A token for a signature with the Ollama key of somebody who is known: as the public registry does. */
    SIGNED_KEY,
    /** A token for a name and password, as other registries have it. */
    PASSWORD_TOKEN,
    /** A token for whoever asks; without one nothing is shown, public models included. */
    ANONYMOUS_TOKEN,
    /** Name and password with each request. */
    BASIC,
    /** A token from another host: a trap, which sees who falls into it. */
    FOREIGN_REALM,
    /** 401 and no word about how to do better. */
    NONE
}
