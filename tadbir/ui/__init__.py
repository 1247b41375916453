"""The look: formats, tokens, charts, maps, tables, pages, workbooks and typeset documents."""
