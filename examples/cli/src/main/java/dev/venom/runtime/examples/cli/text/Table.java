package dev.venom.runtime.examples.cli.text;

import java.util.ArrayList;
import java.util.List;

/** Rows under aligned columns; text to the left, figures to the right. Confined to one thread. */
final class Table {
    private static final String GAP = "  ";

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /** A column: its title, and to which side its cells lean. */
    record Column(String title, Side side) {
        static Column text(String title) {
            return new Column(title, Side.LEFT);
        }

        static Column figure(String title) {
            return new Column(title, Side.RIGHT);
        }
    }

    /** To which side cells lean. */
    enum Side {
        LEFT,
        RIGHT
    }

    Table(Column... columns) {
        this.columns = List.of(columns);
    }

    Table row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException("A row has " + cells.length + " cells, not " + columns.size());
        }
        rows.add(List.of(cells));
        return this;
    }

    String render() {
        int[] widths = widths();
        StringBuilder text = new StringBuilder();
        append(text, columns.stream().map(Column::title).toList(), widths);
        for (List<String> row : rows) {
            append(text.append('\n'), row, widths);
        }
        return text.toString();
    }

    private int[] widths() {
        int[] widths = new int[columns.size()];
        for (int index = 0; index < widths.length; index++) {
            widths[index] = columns.get(index).title().length();
            for (List<String> row : rows) {
                widths[index] = Math.max(widths[index], row.get(index).length());
            }
        }
        return widths;
    }

    private void append(StringBuilder text, List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int index = 0; index < widths.length; index++) {
            String cell = cells.get(index);
            String padding = " ".repeat(widths[index] - cell.length());
            line.append(index == 0 ? "" : GAP);
            line.append(columns.get(index).side() == Side.LEFT ? cell + padding : padding + cell);
        }
        text.append(line.toString().stripTrailing());
    }
}
