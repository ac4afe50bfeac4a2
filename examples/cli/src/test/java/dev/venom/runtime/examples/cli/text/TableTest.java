package dev.venom.runtime.examples.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void alignsTextToTheLeftAndFiguresToTheRight() {
        String table = new Table(Table.Column.text("NAME"), Table.Column.figure("SIZE"), Table.Column.text("STATE"))
                .row("a-long-name", "5 B", "ok")
                .row("b", "100 MB", "")
                .render();

        assertThat(table).isEqualTo("""
                        NAME           SIZE  STATE
                        a-long-name     5 B  ok
                        b            100 MB""");
    }

    @Test
    void refusesARowOfAnotherWidth() {
        Table table = new Table(Table.Column.text("NAME"));

        assertThatIllegalArgumentException().isThrownBy(() -> table.row("a", "b"));
    }
}
