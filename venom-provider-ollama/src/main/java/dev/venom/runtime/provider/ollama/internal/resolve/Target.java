package dev.venom.runtime.provider.ollama.internal.resolve;

import dev.venom.runtime.provider.ollama.internal.image.ModelImage;
import dev.venom.runtime.provider.ollama.internal.name.ModelName;
import dev.venom.runtime.provider.ollama.internal.registry.RegistryAddress;
import dev.venom.runtime.provider.ollama.internal.registry.RegistryClient;

/**
 * A model as the registry has it. Immutable.
 *
 * @param provider id under which it is known
 * @param name its name
 * @param image what it is made of
 * @param address which registry was asked
 * @param registry knows where its contents are
 */
record Target(String provider, ModelName name, ModelImage image, RegistryAddress address, RegistryClient registry) {}
