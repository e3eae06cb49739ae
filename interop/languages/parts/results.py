"""Tables of what was tried, and whether it was so."""


class Results:
    """Cells of tables: what was tried, and whether it was so."""

    def __init__(self):
        self.tables = []
        self.failures = []

    def table(self, title, head):
        self.tables.append((title, head, []))

    def row(self, *cells):
        self.tables[-1][2].append(cells)
        print("  " + " | ".join(str(cell) for cell in cells), flush=True)

    def cell(self, name, good, detail=""):
        if good:
            return f"yes{' ' + detail if detail else ''}"
        self.failures.append(f"{name}: {detail}")
        return "**no**"

    def markdown(self):
        lines = []
        for title, head, rows in self.tables:
            lines += [f"### {title}", "", "| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
            lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
            lines.append("")
        return "\n".join(lines)
