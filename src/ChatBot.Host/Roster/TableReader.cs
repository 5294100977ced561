using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ChatBot.Host.Roster;

/// <summary>Reads the cells of a CSV or XLSX file as text.</summary>
public static class TableReader
{
    /// <summary>All rows of the file, or of the first sheet.</summary>
    /// <exception cref="InvalidDataException">The file is neither, or broken; the message says so.</exception>
    public static IReadOnlyList<IReadOnlyList<string>> Read(string path)
    {
        switch (Path.GetExtension(path).ToUpperInvariant())
        {
            case ".CSV":
                return ReadCsv(File.ReadAllBytes(path));
            case ".XLSX":
                return ReadXlsx(path);
            default:
                throw new InvalidDataException($"{path}: only .csv and .xlsx can be read");
        }
    }

    /// <summary>CSV with quotes; UTF-8, with or without BOM. What is no UTF-8 is refused rather than read as mojibake.</summary>
    internal static IReadOnlyList<IReadOnlyList<string>> ReadCsv(byte[] bytes)
    {
        string text;
        try
        {
            text = new UTF8Encoding(false, true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException("The CSV file is not UTF-8. In Excel save it as \"CSV UTF-8\", or give the .xlsx.", e);
        }

        var rows = new List<IReadOnlyList<string>>();
        var row = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append('"');
                    i++;
                }
                else if (c == '"')
                {
                    quoted = false;
                }
                else
                {
                    cell.Append(c);
                }
            }
            else if (c == '"' && cell.Length == 0)
            {
                quoted = true;
            }
            else if (c == ',')
            {
                row.Add(cell.ToString());
                cell.Clear();
            }
            else if (c == '\n')
            {
                EndRow();
            }
            else if (c != '\r')
            {
                cell.Append(c);
            }
        }

        if (quoted)
        {
            throw new InvalidDataException($"Row {rows.Count + 1}: a quotation mark is not closed.");
        }

        if (cell.Length > 0 || row.Count > 0)
        {
            EndRow();
        }

        return rows;

        void EndRow()
        {
            row.Add(cell.ToString());
            rows.Add([.. row]);
            row.Clear();
            cell.Clear();
        }
    }

    private static List<IReadOnlyList<string>> ReadXlsx(string path)
    {
        try
        {
            using var document = SpreadsheetDocument.Open(path, false);
            var workbook = document.WorkbookPart ?? throw new InvalidDataException($"{path}: the workbook is missing");
            var sheet = workbook.Workbook.Descendants<Sheet>().FirstOrDefault() ?? throw new InvalidDataException($"{path}: there is no sheet");
            var shared = workbook.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(s => s.InnerText).ToList() ?? [];
            var data = ((WorksheetPart)workbook.GetPartById(sheet.Id!)).Worksheet.Descendants<Row>();
            var rows = new List<IReadOnlyList<string>>();
            foreach (var row in data)
            {
                while (row.RowIndex is not null && rows.Count + 1 < row.RowIndex)
                {
                    rows.Add([]);
                }

                rows.Add(ReadRow(row, shared));
            }

            return rows;
        }
        catch (Exception e) when (e is OpenXmlPackageException or FileFormatException or FormatException or InvalidDataException)
        {
            throw new InvalidDataException($"{path}: not a readable .xlsx ({e.Message})", e);
        }
    }

    private static List<string> ReadRow(Row row, List<string> shared)
    {
        var cells = new List<string>();
        foreach (var cell in row.Elements<Cell>())
        {
            var column = ColumnOf(cell.CellReference?.Value) ?? cells.Count;
            while (cells.Count < column)
            {
                cells.Add("");
            }

            var raw = cell.CellValue?.InnerText ?? cell.InnerText;
            cells.Add(cell.DataType?.Value == CellValues.SharedString && int.TryParse(raw, NumberStyles.Integer, CultureInfo.InvariantCulture, out var i) && i < shared.Count
                ? shared[i]
                : raw);
        }

        return cells;
    }

    /// <summary>0 for A, 26 for AA.</summary>
    private static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var c in (reference ?? "").TakeWhile(char.IsAsciiLetterUpper))
        {
            column = (column * 26) + (c - 'A' + 1);
        }

        return column == 0 ? null : column - 1;
    }
}
