using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ChatBot.Host.Export;

/// <summary>Writes a table as CSV (UTF-8 with BOM, as spreadsheets want it) or XLSX.</summary>
public static class TableWriter
{
    /// <summary>Writes by the file's ending; numbers stay numbers in XLSX.</summary>
    /// <exception cref="InvalidDataException">The ending is neither .csv nor .xlsx.</exception>
    public static void Write(string path, string sheetName, IReadOnlyList<IReadOnlyList<object?>> rows)
    {
        switch (Path.GetExtension(path).ToUpperInvariant())
        {
            case ".CSV":
                File.WriteAllText(path, ToCsv(rows), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
                break;
            case ".XLSX":
                WriteXlsx(path, sheetName, rows);
                break;
            default:
                throw new InvalidDataException($"{path}: the file must end in .csv or .xlsx");
        }
    }

    /// <summary>Quoted where needed; a text that a spreadsheet would take for a formula is made harmless.</summary>
    internal static string ToCsv(IReadOnlyList<IReadOnlyList<object?>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.AppendJoin(',', row.Select(CsvCell)).Append("\r\n");
        }

        return text.ToString();
    }

    private static string CsvCell(object? value)
    {
        if (value is not string text)
        {
            return Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        }

        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
        {
            text = "'" + text;
        }

        return text.AsSpan().ContainsAny(',', '"', '\n') ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    private static void WriteXlsx(string path, string sheetName, IReadOnlyList<IReadOnlyList<object?>> rows)
    {
        using var document = SpreadsheetDocument.Create(path, SpreadsheetDocumentType.Workbook);
        var workbook = document.AddWorkbookPart();
        var sheet = workbook.AddNewPart<WorksheetPart>();
        sheet.Worksheet = new Worksheet(new SheetData(rows.Select(row => new Row(row.Select(XlsxCell)))));
        workbook.Workbook = new Workbook(new Sheets(new Sheet { Id = workbook.GetIdOfPart(sheet), SheetId = 1, Name = sheetName }));
    }

    private static Cell XlsxCell(object? value) => value switch
    {
        null => new Cell(),
        int or long or decimal => new Cell { DataType = CellValues.Number, CellValue = new CellValue(Convert.ToString(value, CultureInfo.InvariantCulture)!) },
        _ => new Cell { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(value.ToString() ?? "")) },
    };
}
