package dev.venom.runtime.testbed.ollama.stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.testbed.hub.fault.AnswerFault;
import dev.venom.runtime.testbed.hub.wire.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Faults in what a stream says, to use in the same script as all others: {@code daemon.faults().on("/api/pull").next(1,
 * LineFault.error(3, "..."))}. A share is that of one layer, between 0 and 1.
 */
public final class LineFault {

    private static final Duration TICK = Duration.ofMillis(20);

    private LineFault() {}

    /** Behind so many lines, an error in the middle of a stream that began with 200. */
    public static AnswerFault error(int afterLines, String text) {
        return end(afterLines, JsonNodeFactory.instance.objectNode().put("error", text) + "\n");
    }

    /** Behind so many lines, one that is no JSON, and then what would have come. */
    public static AnswerFault malformed(int afterLines) {
        return through(sink -> new CountingSink(sink) {
            @Override
            void passing(int number, ObjectNode document) throws IOException {
                if (number == afterLines + 1) {
                    text("{\"status\":\"pulling 0123\",\"total\":12x}\n<html>\n");
                }
                pass(document);
            }
        });
    }

    /** Behind so many lines the stream ends in good order, without a word of success. */
    public static AnswerFault endAfter(int lines) {
        return end(lines, "");
    }

    /** Where a layer has come to this share for the first time, all of it is said to be lost again. */
    public static AnswerFault backwards(double share) {
        return through(sink -> new CountingSink(sink) {
            private boolean done;

            @Override
            void passing(int number, ObjectNode document) throws IOException {
                pass(document);
                if (!done && shareOf(document) >= share) {
                    done = true;
                    pass(document.deepCopy()
                            .put("completed", document.path("total").asLong() / 10));
                }
            }
        });
    }

    /** Where a layer has come to this share, the same line is repeated until released: it is stuck. */
    public static AnswerFault stuckAt(double share, CountDownLatch release) {
        return through(sink -> new CountingSink(sink) {
            @Override
            void passing(int number, ObjectNode document) throws IOException {
                if (shareOf(document) < share) {
                    pass(document);
                    return;
                }
                long total = document.path("total").asLong();
                ObjectNode stuck = document.deepCopy().put("completed", (long) (total * share));
                while (!released(release)) {
                    pass(stuck);
                }
                pass(document);
            }
        });
    }

    /** Where a layer has come to this share, not a line comes until released. */
    public static AnswerFault silentAt(double share, CountDownLatch release) {
        return through(sink -> new CountingSink(sink) {
            @Override
            void passing(int number, ObjectNode document) throws IOException {
                while (shareOf(document) >= share && !released(release)) {
                    // Nothing is sent.
                }
                pass(document);
            }
        });
    }

    private static AnswerFault end(int afterLines, String lastWords) {
        return through(sink -> new CountingSink(sink) {
            @Override
            void passing(int number, ObjectNode document) throws IOException {
                if (number > afterLines) {
                    text(lastWords);
                    throw new StreamEnd();
                }
                pass(document);
            }
        });
    }

    private static AnswerFault through(UnaryOperator<LineSink> filter) {
        return (request, genuine) -> {
            Response response = genuine.handle(request);
            return response.body() instanceof LiveLines lines ? response.body(lines.through(filter)) : response;
        };
    }

    private static boolean released(CountDownLatch release) throws StreamEnd {
        try {
            return release.await(TICK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StreamEnd();
        }
    }

    private abstract static class CountingSink implements LineSink {

        private final LineSink next;
        private int count;

        CountingSink(LineSink next) {
            this.next = next;
        }

        /** Decides about the document that is line {@code number}, counted from 1. */
        abstract void passing(int number, ObjectNode document) throws IOException;

        void pass(ObjectNode document) throws IOException {
            next.line(document);
        }

        @Override
        public void text(String text) throws IOException {
            if (!text.isEmpty()) {
                next.text(text);
            }
        }

        @Override
        public void line(ObjectNode document) throws IOException {
            count++;
            passing(count, document);
        }

        static double shareOf(ObjectNode document) {
            long total = document.path("total").asLong();
            return total == 0 ? 0 : (double) document.path("completed").asLong() / total;
        }
    }
}
