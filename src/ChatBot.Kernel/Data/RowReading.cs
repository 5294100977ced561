using Npgsql;

namespace ChatBot.Kernel.Data;

/// <summary>Columns by position, null where the table allows it.</summary>
public static class RowReading
{
    public static string? Text(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static Guid? Id(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);

    public static int? Int(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    public static bool? Flag(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetBoolean(column);

    public static DateOnly? Day(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);

    public static DateTimeOffset At(this NpgsqlDataReader row, int column) => row.GetFieldValue<DateTimeOffset>(column);

    public static DateTimeOffset? AtOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.At(column);

    public static T Code<T>(this NpgsqlDataReader row, int column)
        where T : struct, Enum => Data.Code.Parse<T>(row.GetString(column));
}
