using ChatBot.Kernel.Roster;

namespace ChatBot.EndToEnd.Tests.Rights;

/// <summary>Somebody who holds one office and no other; all of them are in the branch's group.</summary>
/// <param name="Name">The person.</param>
/// <param name="Column">The office's column in rules.md §20.</param>
/// <param name="Roles">The office.</param>
public sealed record RightsPlayer(string Name, char Column, Roles Roles)
{
    /// <summary>The leader of the first group; <see cref="OtherLeader"/> leads the second.</summary>
    public static RightsPlayer Leader { get; } = new("钱秀英", 'L', Roles.GroupLeader);

    /// <summary>The leader of another group.</summary>
    public static RightsPlayer OtherLeader { get; } = new("蒋莉", 'L', Roles.GroupLeader);

    /// <summary>The recorder whom the sessions name.</summary>
    public static RightsPlayer Recorder { get; } = new("郑海波", 'R', Roles.Recorder);

    /// <summary>A committee member.</summary>
    public static RightsPlayer Committee { get; } = new("丁一鸣", 'C', Roles.Committee);

    /// <summary>A deputy who is no committee member.</summary>
    public static RightsPlayer Deputy { get; } = new("褚慧", 'D', Roles.Deputy);

    /// <summary>The secretary.</summary>
    public static RightsPlayer Secretary { get; } = new("周敏", 'S', Roles.Secretary | Roles.Committee);

    /// <summary>Every office of the roster, and none.</summary>
    public static IReadOnlyList<RightsPlayer> All { get; } =
    [
        new("李长河", 'M', Roles.None), Leader, OtherLeader, Recorder, Committee, Deputy, new("韩露", 'O', Roles.Observer), Secretary,
    ];
}
