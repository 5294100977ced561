using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Leave;

/// <summary>Private words about leave: the question to the approver, the decision to the member.</summary>
public sealed class LeaveRenderer(LeaveShape shape, IWording wording) : RequestRenderer<LeaveRequest, Session>(shape, wording);
