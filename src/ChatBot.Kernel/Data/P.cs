using Npgsql;
using NpgsqlTypes;

namespace ChatBot.Kernel.Data;

/// <summary>Positional parameters, typed even when null, so that one statement stays one prepared statement.</summary>
public static class P
{
    public static NpgsqlParameter Of(Guid value) => new NpgsqlParameter<Guid> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Uuid };

    public static NpgsqlParameter Of(Guid? value) => value is { } v ? Of(v) : Null(NpgsqlDbType.Uuid);

    public static NpgsqlParameter Of(string? value) =>
        value is null ? Null(NpgsqlDbType.Text) : new NpgsqlParameter<string> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text };

    public static NpgsqlParameter Of<T>(T value)
        where T : struct, Enum => Of(Code.Of<T>(value));

    public static NpgsqlParameter Of(int value) => new NpgsqlParameter<int> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Integer };

    public static NpgsqlParameter Of(int? value) => value is { } v ? Of(v) : Null(NpgsqlDbType.Integer);

    public static NpgsqlParameter Of(long value) => new NpgsqlParameter<long> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Bigint };

    public static NpgsqlParameter Of(short value) => new NpgsqlParameter<short> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Smallint };

    public static NpgsqlParameter Of(decimal value) =>
        new NpgsqlParameter<decimal> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Numeric };

    public static NpgsqlParameter Of(bool value) => new NpgsqlParameter<bool> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Boolean };

    public static NpgsqlParameter Of(bool? value) => value is { } v ? Of(v) : Null(NpgsqlDbType.Boolean);

    public static NpgsqlParameter Of(DateTimeOffset value) =>
        new NpgsqlParameter<DateTimeOffset> { TypedValue = value.ToUniversalTime(), NpgsqlDbType = NpgsqlDbType.TimestampTz };

    /// <summary>The first microsecond, which is what a column can hold, that is not before the time.</summary>
    public static NpgsqlParameter NotBefore(DateTimeOffset value) =>
        Of(value.AddTicks((TimeSpan.TicksPerMicrosecond - (value.Ticks % TimeSpan.TicksPerMicrosecond)) % TimeSpan.TicksPerMicrosecond));

    public static NpgsqlParameter Of(DateTimeOffset? value) => value is { } v ? Of(v) : Null(NpgsqlDbType.TimestampTz);

    public static NpgsqlParameter Of(DateOnly? value) =>
        value is { } v ? new NpgsqlParameter<DateOnly> { TypedValue = v, NpgsqlDbType = NpgsqlDbType.Date } : Null(NpgsqlDbType.Date);

    public static NpgsqlParameter Of(byte[] value) => new NpgsqlParameter<byte[]> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Bytea };

    public static NpgsqlParameter Many(IEnumerable<Guid> values) => Array<Guid>([.. values], NpgsqlDbType.Uuid);

    public static NpgsqlParameter Many(IEnumerable<string> values) => Array<string>([.. values], NpgsqlDbType.Text);

    public static NpgsqlParameter Many(IEnumerable<bool> values) => Array<bool>([.. values], NpgsqlDbType.Boolean);

    public static NpgsqlParameter Many(IEnumerable<long> values) => Array<long>([.. values], NpgsqlDbType.Bigint);

    public static NpgsqlParameter Many(IEnumerable<byte[]> values) => Array<byte[]>([.. values], NpgsqlDbType.Bytea);

    public static NpgsqlParameter Many(IEnumerable<DateTimeOffset> values) =>
        Array<DateTimeOffset>([.. values.Select(v => v.ToUniversalTime())], NpgsqlDbType.TimestampTz);

    public static NpgsqlParameter Json(string value) => new NpgsqlParameter<string> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Jsonb };

    private static NpgsqlParameter<T[]> Array<T>(T[] values, NpgsqlDbType type) =>
        new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };

    private static NpgsqlParameter Null(NpgsqlDbType type) => new() { Value = DBNull.Value, NpgsqlDbType = type };
}
