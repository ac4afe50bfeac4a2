package dev.venom.runtime.provider.ollama.internal.catalogue.page;

import java.util.Map;

/** Is told what a page is made of, in its order. Names are in lower case. */
interface HtmlVisitor {
    /** An element begins. */
    void opened(String element, Map<String, String> attributes);

    /** Some text, entities resolved, blanks folded, never empty. */
    void text(String text);

    /** An element ends; it may never have begun. */
    void closed(String element);
}
