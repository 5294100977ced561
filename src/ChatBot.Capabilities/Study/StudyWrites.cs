using ChatBot.Kernel.Data;

namespace ChatBot.Capabilities.Study;

/// <summary>Writes study material and who has read it.</summary>
internal static class StudyWrites
{
    // The number's guard is the table's unique constraint.
    private const string Insert = """
        INSERT INTO material (branch_id, material_id, number, title, body, link, file_name, session_id, is_from_superior,
            drafted_by, approved_by, state, created_at, decided_at, decision_note)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        """;

    private const string Update = WriteBatch.OpenGuard + """
        UPDATE material SET title = $3, body = $4, link = $5, file_name = $6, session_id = $7, is_from_superior = $8,
            approved_by = $9, state = $10, decided_at = $11, decision_note = $12
        WHERE branch_id = $1 AND material_id = $2 AND state = $13
        """ + WriteBatch.CloseGuard;

    private const string InsertReading = """
        INSERT INTO reading (branch_id, material_id, member_id, read_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (branch_id, material_id, member_id) DO NOTHING
        """;

    public static void Write(MaterialAdded change, WriteBatch batch)
    {
        var material = change.Material;
        batch.Add(
            Insert,
            P.Of(material.Id.Value),
            P.Of(material.Number),
            P.Of(material.Title),
            P.Of(material.Body),
            P.Of(material.Link),
            P.Of(material.FileName),
            P.Of(material.Session?.Value),
            P.Of(material.IsFromSuperior),
            P.Of(material.DraftedBy.Value),
            P.Of(material.DecidedBy?.Value),
            P.Of(MaterialCodes.Of(material.Status)),
            P.Of(material.CreatedAt),
            P.Of(material.DecidedAt),
            P.Of(material.DecisionNote));
    }

    public static void Write(MaterialChanged change, WriteBatch batch)
    {
        var material = change.Material;
        batch.Add(
            Update,
            P.Of(material.Id.Value),
            P.Of(material.Title),
            P.Of(material.Body),
            P.Of(material.Link),
            P.Of(material.FileName),
            P.Of(material.Session?.Value),
            P.Of(material.IsFromSuperior),
            P.Of(material.DecidedBy?.Value),
            P.Of(MaterialCodes.Of(material.Status)),
            P.Of(material.DecidedAt),
            P.Of(material.DecisionNote),
            P.Of(MaterialCodes.Of(change.From)));
    }

    public static void Write(ReadingSaved change, WriteBatch batch) =>
        batch.Add(InsertReading, P.Of(change.Material.Value), P.Of(change.Member.Value), P.Of(change.At));
}
