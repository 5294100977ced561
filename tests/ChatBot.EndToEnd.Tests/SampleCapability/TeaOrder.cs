using ChatBot.Kernel;

namespace ChatBot.EndToEnd.Tests.SampleCapability;

/// <summary>One order.</summary>
internal sealed record TeaOrder(Guid Id, MemberId Member, string Cup);
