package dev.venom.runtime.examples.cockpit.page;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.Failure;
import dev.venom.runtime.examples.cockpit.problem.Problems;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;

/** Serves the page: its own files by name, and the chart library's. Nothing else of the class path can be asked for. */
public final class PageFiles {
    private static final int NOT_FOUND = 404;
    private static final String CHARTS = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
    private static final Map<String, String> VENDOR =
            Map.of("uplot.js", CHARTS + "uPlot.esm.js", "uplot.css", CHARTS + "uPlot.min.css");

    private PageFiles() {}

    /**
     * Adds the page.
     *
     * @param routes the server's routes
     */
    public static void register(RoutesConfig routes) {
        routes.get("/", context -> send(context, "index.html", "index.html"))
                .get("/page/{file}", context -> {
                    String name = context.pathParam("file");
                    send(context, name, name);
                })
                .get("/vendor/{file}", context -> {
                    String name = context.pathParam("file");
                    send(context, name, VENDOR.getOrDefault(name, name));
                });
    }

    /** A name without a slash can't leave the page's own package. */
    private static void send(Context context, String name, String resource) {
        PageFile.find(name, resource).ifPresentOrElse(file -> file.send(context), () -> missing(context));
    }

    private static void missing(Context context) {
        Problems.answer(
                context,
                NOT_FOUND,
                new Failure(ErrorCode.INVALID_REQUEST, "There is no such file.", "Open the page at /."));
    }
}
